/** What is known of the fonts that print is made with, and some of the written lines: who drew them, on what terms. Knows no file. */
import type { DataTerms } from './data-terms.js';

const OFL = 'SIL Open Font License 1.1';

const font = (title: string, source: string, terms = OFL): DataTerms => ({
  title: `${title} (font)`,
  source,
  terms,
  mayTrain: true,
});

/** By the last part of their path. Liberation before version 2 is under the GPL and is not among them. */
export const FONT_TERMS: Readonly<Record<string, DataTerms>> = {
  'ocr-a': font('OCR-A', 'John Sauter', 'public domain'),
  'ocr-b': font('OCR-B', 'Matthew Skala, after Norbert Schwarz', 'public domain'),
  opendin: font('OSP-DIN', 'Open Source Publishing'),
  dejavu: font('DejaVu', 'DejaVu fonts team, Bitstream', 'Bitstream Vera licence'),
  liberation2: font('Liberation 2', 'Red Hat, Google'),
  roboto: font('Roboto', 'Google', 'Apache 2.0'),
  'open-sans': font('Open Sans', 'Steve Matteson', 'Apache 2.0'),
  lato: font('Lato', 'Łukasz Dziedzic'),
  hack: font('Hack', 'Source Foundry', 'MIT, Bitstream Vera licence'),
  comfortaa: font('Comfortaa', 'Johan Aakerlund'),
  glasstty: font('Glass TTY VT220', 'Viacheslav Slavinsky', 'Unlicense'),
  'bebas-neue': font('Bebas Neue', 'Ryoichi Tsunekawa'),
  'league-mono': font('League Mono', 'The League of Moveable Type'),
  'league-spartan': font('League Spartan', 'The League of Moveable Type'),
  'courier-prime': font('Courier Prime', 'Alan Dague-Greene'),
  cantarell: font('Cantarell', 'The Cantarell Authors'),
  jura: font('Jura', 'Daniel Johnson'),
  'NotoSans-Regular.ttf': font('Noto Sans', 'Google'),
  'NotoSans-Bold.ttf': font('Noto Sans Bold', 'Google'),
  'NotoSerif-Regular.ttf': font('Noto Serif', 'Google'),
  firacode: font('Fira Code', 'Nikita Prokopov, Mozilla'),
  mononoki: font('Mononoki', 'Mathias Tellen'),
  oxygen: font('Oxygen', 'Vernon Adams'),
  quicksand: font('Quicksand', 'The Quicksand Project Authors'),
  b612: font('B612', 'Airbus, Intactile Design'),
  'DSEG14Classic-Regular.ttf': font('DSEG', 'Keshikan'),
  'Breip.ttf': font('Breip, handwriting', 'Adam Breipohl'),
  'dkg.ttf': font('dkgHandwriting', 'Daniel Kahn Gillmor', 'GPL 3 or later'),
  'Humor-Sans.ttf': font('Humor Sans, handwriting', 'Michael Ciuffo'),
  'Kristi.ttf': font('Kristi, handwriting', 'Birgit Pulk'),
  'Rufscript010.ttf': font('Rufscript, handwriting', 'Hiran Venugopalan', 'GPL 3 with font exception'),
  'Delphine.ttf': font('Delphine, handwriting', 'Steve Jordi', 'GPL 2 with font exception'),
  'SteveHand.ttf': font('Steve Handwriting', 'Steve Jordi', 'GPL 2 with font exception'),
  'TomsonTalks.ttf': font('Tomson Talks, handwriting', 'Frank Bruder'),
  'DancingScript-Regular.otf': font('Dancing Script', 'Pablo Impallari'),
  'KleeOne-Regular.ttf': font('Klee One, handwriting', 'The Klee Project Authors'),
  'kiloji.ttf': font('kiloji, handwriting', 'kilo', 'BSD 3-clause'),
  'setofont.ttf': font('Setofont, handwriting', 'Nozomi Seto'),
  'NanumPen.ttf': font('Nanum Pen, handwriting', 'NAVER'),
  'NanumBrush.ttf': font('Nanum Brush, handwriting', 'NAVER'),
  'Havana-Regular.otf': font('Havana, handwriting', 'Stowarzyszenie Miastodwa, Joanna Angulska'),
  'ComicNeue-Regular.otf': font('Comic Neue', 'Craig Rozynski'),
};
