/** Outlines of fonts, parsed or drawn, and what is made of them: ink, hands that write. Reads no file. */
export { createFontPicker, fontSource } from './font-source.js';
export { type Extent, extentOfOutline, type Font, type Outline } from './outline.js';
export { type Affine, type Raster, rasterize } from './rasterize.js';
