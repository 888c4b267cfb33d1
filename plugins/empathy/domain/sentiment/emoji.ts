/** Feelings in pictures, in every language. `bitter`: they turn praise around. */
const feelings: readonly (readonly [weight: number, pictures: string])[] = [
  [2, '😊😀😃😄😁🙂😍🥰😘🤗🥳🤩👍👏🙏🎉💪💯✨❤💕💖💚💙🧡💛💜😻🌟⭐👌😎☺'],
  [1, '😂😅😉🙌😌'],
  [-1, '😕😐😑🤔😬😟😰😥🤨😶🫤'],
  [-2, '😡🤬😠😤😞😔😢😭😩😫😖😣👎💔🤮🤢😒🤦🤷💩🙁☹😱'],
];
const bitter = new Set(['🙄', '🙃', '🤡']);

export type PictureFound = { readonly picture: string; readonly weight: number; readonly isBitter: boolean };

export function picturesIn(text: string): PictureFound[] {
  const pictures = text.match(/\p{Extended_Pictographic}/gu) ?? [];
  const faces = [...text.matchAll(/(?:^|\s)([:;]-?[)D(/])(?=\s|$)/g)].map(([, face = '']) => face);
  return [...pictures, ...faces].flatMap((picture): PictureFound[] => {
    if (bitter.has(picture)) return [{ picture, weight: -2, isBitter: true }];
    const weight = weights.get(picture) ?? faceWeight(picture);
    return weight === 0 ? [] : [{ picture, weight, isBitter: false }];
  });
}

const weights = new Map(feelings.flatMap(([weight, pictures]) => [...pictures].map((one) => [one, weight] as const)));

function faceWeight(face: string): number {
  if (/[)D]$/.test(face)) return 1;
  return /[(/]$/.test(face) ? -1 : 0;
}
