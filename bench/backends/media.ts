/** What the page works on: the pictures of the bench beside others, and a video. */
export const MEDIA = ['small.jpg', 'large.jpg', 'group.jpg', 'video.mp4'] as const;

export type Medium = (typeof MEDIA)[number];
