/** Which connected parts may be characters, and how large they usually are. */
import type { Component } from '../image/components.js';

/** Characters are at least so many pixels high, or this share of the page's longer side. */
const LOWEST = 7;
const LOWEST_PART = 1 / 260;
/** What is longer than this share of the page is no character, unless there are fewer than so many others of its kind. */
const LONGEST_PART = 1 / 4;
const FEW = 3;
/** A character has ink in this share of its box; a frame has not. */
const HOLLOW = 0.03;
/** What is this share of the page wide or high is a frame. */
const WHOLE = 0.92;
/** A part as wide as high that fills this share of its box is a dot or a patch. */
const PATCH = 0.8;

/** The usual height of what may be characters, in pixels, weighted by their ink; 1/60 of the longer side where there are none. */
export function characterHeight(parts: readonly Component[], width: number, height: number): number {
  const side = Math.max(width, height);
  const usual = medianHeight(parts.filter((part) => isCharacter(part, side, side * LONGEST_PART)));
  const large = parts.filter(
    (part) =>
      isCharacter(part, side, side) && part.box.width < WHOLE * width && part.box.height < WHOLE * height,
  );
  return usual ?? medianHeight(large) ?? side / 60;
}

function isWhole({ box }: Component, width: number, height: number): boolean {
  return box.width >= WHOLE * width || box.height >= WHOLE * height;
}

function medianHeight(parts: readonly Component[]): number | null {
  const sorted = [...parts].sort((a, b) => a.box.height - b.box.height);
  let rest = sorted.reduce((sum, { area }) => sum + Math.sqrt(area), 0) / 2;
  for (const { box, area } of sorted) {
    rest -= Math.sqrt(area);
    if (rest <= 0) return box.height;
  }
  return null;
}

/** @param longest character, in pixels. */
export function isCharacter({ box, area }: Component, side: number, longest: number): boolean {
  const lowest = Math.min(Math.max(LOWEST, side * LOWEST_PART), side / 4);
  if (box.height < lowest || Math.max(box.width, box.height) > longest) return false;
  // Neither a solid patch nor a few pixels of a texture.
  const room = box.width * box.height;
  const isPatch = area >= PATCH * room && box.width < 2 * box.height && box.height < 2 * box.width;
  return !isPatch && area >= HOLLOW * room && box.width < 12 * box.height && area >= lowest;
}

/** A quarter of the page; all of it where a few large characters are all there is. */
export function longestCharacter(parts: readonly Component[], width: number, height: number): number {
  const side = Math.max(width, height);
  const usual = side * LONGEST_PART;
  const large = parts
    .filter(
      (part) =>
        isCharacter(part, side, side) &&
        !isWhole(part, width, height) &&
        part.box.height > usual &&
        part.box.height > part.box.width / 2,
    )
    .reduce((most, { box }) => Math.max(most, box.height), 0);
  const others = parts.filter((part) => isCharacter(part, side, usual) && part.box.height >= large / 5);
  return large > 0 && others.length < FEW ? side : usual;
}
