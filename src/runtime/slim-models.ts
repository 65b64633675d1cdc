/** The SHA-256 of each model that the slim runtime was made for, written by `npm run record-runtime`. */
export const SLIM_MODELS: readonly string[] = [
  '2d5277c6404878b3e217652dae703189e25c5662aafa17b4402ed504ad9815f3', // fr_detect.onnx
  '3aa3c8e3dc0aef2c56c3da5b0863aefa0b0515c2bdbb43b4fdc619d05380799d', // fr_landmark.onnx
  'eeb130144f77fd56738d90c2bf714e3d84f8d64eebc14e404f375ffd781a07d7', // fr_feature.onnx
  '7cc898f13d51276a2fbc5b0d2b5516f03cb2b9a7641a282b06604e33d6d13011', // fr_liveness.onnx
  '61dd47303c9bbf3e82a3b9295a8a81d976b0419bcea79557f2e50dc32286bb00', // fr_pose.onnx
  'c8acf4ff97068204625d1b71bb357a067a889dda3fd127a7a5abc4d52afdbc8b', // fr_eye.onnx
  'daede24002cc8590f457998cc5e6c9e8b82f45f6bd969506a8913cd4ed10a2d3', // yunet_s_dynamic.onnx
  '8f6b8f9ad52e242dc75e4499ea4d75358b6d3de41e07d766d889df417574256c', // omz_face_reid_retail_0095_w16.onnx
  '4eed38f0bde33c9b805942a5f25e42ce1161e2bda545254be622be957727794e', // MiniFASNetV2.onnx
  'd819a69bac6b9ade2a0f4d9b60b618e1260f7bf3ba1fddff6c5d82131cb1083f', // MiniFASNetV1SE.onnx
  'af2381b88f38769222ed93379e12444e2a50814575de1c46170de570c55a42b6', // facenox_minifas_98.20.onnx
];
