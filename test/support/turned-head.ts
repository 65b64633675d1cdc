import type { FacePoints } from '../../src/media/geometry.ts';

/** Eyes, nose and mouth of a head whose eyes are two apart. */
const HEAD = [
  [-1, 0, 0],
  [1, 0, 0],
  [0, 1, 1.2],
  [-0.76, 2.1, 0],
  [0.76, 2.1, 0],
] as const;

/** The points of a head that was turned, nodded and tilted in this order, as a camera far away sees them. */
export function pointsOf({ yaw = 0, pitch = 0, roll = 0, scale = 30 }): FacePoints {
  const [turn, nod, tilt] = [yaw, pitch, roll].map((degrees) => (degrees * Math.PI) / 180) as [
    number,
    number,
    number,
  ];
  return HEAD.map(([x, y, z]) => {
    const turned = { x: x * Math.cos(turn) - z * Math.sin(turn), z: z * Math.cos(turn) + x * Math.sin(turn) };
    const nodded = { x: turned.x, y: y * Math.cos(nod) - turned.z * Math.sin(nod) };
    return {
      x: 200 + scale * (nodded.x * Math.cos(tilt) - nodded.y * Math.sin(tilt)),
      y: 100 + scale * (nodded.x * Math.sin(tilt) + nodded.y * Math.cos(tilt)),
    };
  }) as FacePoints;
}
