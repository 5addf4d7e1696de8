/** Line recipes fit themselves: sizes are those that their files say. */
import { describe as describeNetwork } from '@digitry/engine';
import { LINE_LABELS } from '@digitry/reader';
import { expect, test } from 'vitest';
import { checkRecipe } from '../recipe.js';
import { allRecipes, lineRecipes, recipes } from './index.js';
import { line } from './line.js';
import { lineTiny } from './line-tiny.js';
import { print } from './print.js';

test.each(lineRecipes.map((recipe) => [recipe.name, recipe] as const))(
  '%s has a column of labels every four pixels, at any width',
  (_, recipe) => {
    checkRecipe(recipe);
    for (const width of [32, 192, 1024]) {
      const { output } = describeNetwork({ ...recipe.network, input: [1, 32, width] });
      expect(output).toEqual([recipe.labels.length, 1, width / 4]);
    }
    expect(recipe.description).toMatch(/^[A-Z].*\.$/);
  },
);

test('parameters and work', () => {
  const { parameterCount, multiplyAdds } = describeNetwork(line.network);
  expect(parameterCount).toBeGreaterThan(340_000);
  expect(parameterCount).toBeLessThan(350_000);
  // What training at 200 lines a second and reading in 3 ms on one core take.
  expect(multiplyAdds).toBeLessThan(105e6);
  const tiny = describeNetwork(lineTiny.network);
  expect(tiny.parameterCount).toBeLessThan(40_000);
  expect(tiny.multiplyAdds).toBeLessThan(multiplyAdds / 10);
  // At 8 bits a weight, or even at 16, less than 300 KB.
  expect(describeNetwork(print.network).parameterCount).toBeLessThan(145_000);
});

test('names differ among all recipes', () => {
  expect(allRecipes.length).toBe(recipes.length + lineRecipes.length);
  expect(new Set(allRecipes.map(({ name }) => name)).size).toBe(allRecipes.length);
});

test.each([
  [{ loss: { type: 'crossEntropy' } } as const, 'ctc for loss.type'],
  [{ labels: LINE_LABELS.slice(1) }, 'an output of [24, 1, steps]'],
  [{ labels: [...LINE_LABELS.slice(1), LINE_LABELS[0]!] }, '∅ first'],
  [{ network: { ...line.network, input: [1, 28, 28] as const } }, '[1, 32, a multiple of 32]'],
  [{ batch: 12 }, 'a multiple of 8'],
])('what does not fit is refused: %#', (change, message) => {
  expect(() => checkRecipe({ ...line, ...change })).toThrow(message);
});
