/**
 * So many options of a field of a form are a list that one goes through; of more they are found by writing. Whoever offers them reads one
 * more, which says that there are.
 */
export const listedOptionsMax = 100;
