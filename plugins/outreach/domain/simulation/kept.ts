/** So long it is kept what a page of a simulation said. */
export const simulationKeptMilliseconds = 10 * 60_000;
