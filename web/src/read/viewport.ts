/** How a picture lies in its frame: zoom and shift. Pure; sizes in CSS pixels of the frame. */

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Viewport {
  /** 1 shows the whole picture. */
  readonly zoom: number;
  /** Of the picture's top left corner, from the frame's. */
  readonly x: number;
  readonly y: number;
}

const MOST_ZOOM = 16;

/** Frame pixels a picture pixel at zoom 1. */
export function fitScale(frame: Size, picture: Size): number {
  return Math.min(frame.width / picture.width, frame.height / picture.height);
}

/** The same zoom and nearly the same place, with the picture in the middle where it is smaller than the frame, and no gap where it is larger. */
export function settled({ zoom, x, y }: Viewport, frame: Size, picture: Size): Viewport {
  const scale = fitScale(frame, picture) * zoom;
  const along = (at: number, room: number, length: number): number =>
    length <= room ? (room - length) / 2 : Math.min(0, Math.max(room - length, at));
  return {
    zoom,
    x: along(x, frame.width, picture.width * scale),
    y: along(y, frame.height, picture.height * scale),
  };
}

export const whole = (frame: Size, picture: Size): Viewport =>
  settled({ zoom: 1, x: 0, y: 0 }, frame, picture);

/** Zooms by a factor; what lies under (px, py) of the frame stays there. */
export function zoomed(
  view: Viewport,
  factor: number,
  [px, py]: readonly [number, number],
  frame: Size,
  picture: Size,
): Viewport {
  const zoom = Math.min(MOST_ZOOM, Math.max(1, view.zoom * factor));
  const by = zoom / view.zoom;
  return settled({ zoom, x: px - (px - view.x) * by, y: py - (py - view.y) * by }, frame, picture);
}

/** Shifted so that a box of the picture is seen, in the middle if it was not. */
export function revealing(
  view: Viewport,
  box: { readonly x: number; readonly y: number } & Size,
  frame: Size,
  picture: Size,
): Viewport {
  const scale = fitScale(frame, picture) * view.zoom;
  const along = (at: number, room: number, from: number, length: number): number => {
    const start = at + from * scale;
    const isSeen = start >= 0 && start + length * scale <= room;
    return isSeen ? at : room / 2 - (from + length / 2) * scale;
  };
  return settled(
    {
      zoom: view.zoom,
      x: along(view.x, frame.width, box.x, box.width),
      y: along(view.y, frame.height, box.y, box.height),
    },
    frame,
    picture,
  );
}
