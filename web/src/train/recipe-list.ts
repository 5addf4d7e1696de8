/** The recipes that are worth training in a tab, with the epochs that the form starts from. */

export interface ListedRecipe {
  readonly name: string;
  readonly epochs: number;
}

export const RECIPES: readonly ListedRecipe[] = [
  { name: 'seed-mlp-dropout', epochs: 5 },
  { name: 'seed-mlp-softmax', epochs: 10 },
  { name: 'seed-cnn', epochs: 3 },
  { name: 'sprint', epochs: 2 },
  { name: 'tiny', epochs: 8 },
];
