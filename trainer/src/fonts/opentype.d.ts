/** What is used of opentype.js, which brings no types of its own. */
declare module 'opentype.js' {
  export interface PathCommand {
    readonly type: 'M' | 'L' | 'Q' | 'C' | 'Z';
    readonly x?: number;
    readonly y?: number;
    readonly x1?: number;
    readonly y1?: number;
    readonly x2?: number;
    readonly y2?: number;
  }

  export interface OpenTypePath {
    readonly commands: readonly PathCommand[];
    moveTo(x: number, y: number): void;
    lineTo(x: number, y: number): void;
    quadTo(x1: number, y1: number, x: number, y: number): void;
    close(): void;
  }

  export interface OpenTypeGlyph {
    /** 0 is the glyph of characters that the font lacks. */
    readonly index: number;
    readonly advanceWidth?: number;
    /** In units of the font, y upwards. */
    readonly path: OpenTypePath;
  }

  type Names = Readonly<Record<string, Readonly<Record<string, string>>>>;

  export interface OpenTypeFont {
    /** By platform, then by name: family, style; each in several languages. */
    readonly names: Readonly<Record<string, Names | Readonly<Record<string, string>>>>;
    charToGlyph(character: string): OpenTypeGlyph;
    toArrayBuffer(): ArrayBuffer;
  }

  interface GlyphParts {
    readonly name: string;
    readonly unicode?: number;
    readonly advanceWidth: number;
    readonly path: OpenTypePath;
  }

  interface FontParts {
    readonly familyName: string;
    readonly styleName: string;
    readonly unitsPerEm: number;
    readonly ascender: number;
    readonly descender: number;
    readonly glyphs: readonly OpenTypeGlyph[];
  }

  const opentype: {
    /** @throws Error for bytes that are no font. */
    parse(bytes: ArrayBuffer): OpenTypeFont;
    readonly Path: new () => OpenTypePath;
    readonly Glyph: new (parts: GlyphParts) => OpenTypeGlyph;
    readonly Font: new (parts: FontParts) => OpenTypeFont;
  };
  export default opentype;
}
