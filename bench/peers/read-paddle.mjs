/** Peer: the PaddleOCR models (PP-OCRv4, mobile) that `@gutenye/ocr-node` has in its packages; it has no list of allowed characters. */
import '@gutenye/ocr-node';
import { worker } from '../lib/process.mjs';
import { readSet } from '../lib/read-set.mjs';

const inside = (path) => import(new URL(`../node_modules/@gutenye/${path}`, import.meta.url));

worker(async ({ task, files, seconds }) => {
  // Its `detect` finds text and reads it, and puts all texts of one height into one: apart, they keep their boxes, and a line needs no finding.
  const { Detection, Recognition } = await inside('ocr-common/build/models/index.js');
  const { ImageRaw } = await inside('ocr-node/build/ImageRaw.js');
  const options = { onnxOptions: { intraOpNumThreads: 1, interOpNumThreads: 1 } };
  const [detection, recognition] = [await Detection.create(options), await Recognition.create(options)];
  const readLine = async (file) => {
    const image = await ImageRaw.open(file);
    const [line] = await recognition.run([{ image, box: cornersOf(image) }]);
    return line?.text ?? '';
  };
  const readPage = async (file) => {
    const words = [];
    for (const found of await detection.run(file)) {
      for (const { text, box } of await recognition.run([found])) words.push({ text, box: boxOf(box) });
    }
    return words;
  };
  return readSet(files, task === 'pages' ? readPage : readLine, seconds);
});

const cornersOf = ({ width, height }) => [
  [0, 0],
  [width, 0],
  [width, height],
  [0, height],
];

function boxOf(corners) {
  const [xs, ys] = [corners.map(([x]) => x), corners.map(([, y]) => y)];
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
}
