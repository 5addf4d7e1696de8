/** The shortest program that reads a digit. */
import { createReader } from '@digitry/reader';
import { drawnSeven } from '../lib/drawn-seven.mjs';

const reader = await createReader();
console.log((await reader.digit(drawnSeven())).text);
await reader.close();
