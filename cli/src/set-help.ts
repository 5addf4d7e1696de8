/** How a set to measure on is named, for the helps of the verbs that take one. */
export const SET_HELP: readonly string[] = [
  'A SET is mnist (its test part), or the path of a folder, a zip, an IDX file, a CSV or pen strokes (.json). After # it can say',
  '(put it in quotes, & between two):',
  '  writers=A,B         only what these writers wrote',
  '  writers-file=FILE   the writer of each sample, one a line',
  '  pad                 pen strokes, drawn as on the page’s pad',
  '  non-digits          the samples that neither are digits nor look like one: how many are not taken for a digit',
];
