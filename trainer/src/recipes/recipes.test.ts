/** Every recipe fits itself: sizes are those that its file says. */
import { describe as describeNetwork } from '@digitry/engine';
import { expect, test } from 'vitest';
import { checkRecipe } from '../recipe.js';
import { recipes } from './index.js';

const parameters = (name: string): number =>
  describeNetwork(recipes.find((recipe) => recipe.name === name)!.network).parameterCount;

test.each(recipes.map((recipe) => [recipe.name, recipe] as const))(
  '%s has one output a label',
  (_, recipe) => {
    checkRecipe(recipe);
    expect(describeNetwork(recipe.network).output).toEqual([recipe.labels.length, 1, 1]);
    expect(recipe.description).toMatch(/^[A-Z].*\.$/);
  },
);

test('names differ', () => {
  expect(new Set(recipes.map((recipe) => recipe.name)).size).toBe(recipes.length);
});

test('parameters', () => {
  expect(parameters('seed-mlp-dropout')).toBe(101_770);
  expect(parameters('seed-mlp-softmax')).toBe(101_770);
  expect(parameters('seed-cnn')).toBe(34_826);
  expect(parameters('tiny')).toBeLessThan(25_000);
  expect(parameters('digit') * 4).toBeLessThan(1_000_000);
});
