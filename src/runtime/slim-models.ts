/** The SHA-256 of each model that the slim runtime was made for, written by `npm run record-runtime`. */
export const SLIM_MODELS: readonly string[] = [
  'e65dd156597a2bfb19bded851e50547bb12ce47232fec8d61778870fb8e7c436', // fr_detect.onnx
  'ed18e988f4fe0a2b620487d463760b1877635e1133b7d6bfc10477f6de1f8624', // fr_landmark.onnx
  'ef469df6750c2bba198ee70bd7ef7322b261b4cf3f83d75af28d4f8f96eccd91', // fr_feature.onnx
  '4ccf212f212210185af9077daae14cb450efa900f36c27d1ea5c8ccc0c084f68', // fr_liveness.onnx
  '82314d17d9aee98b865085905efa91ecdd28fc020d431c3469c724c7b3c88e31', // fr_pose.onnx
  '712d7a159dc39c1deca880b29ba6b75f2da19decc714d7f753be6e5428cb74d3', // fr_eye.onnx
  'daede24002cc8590f457998cc5e6c9e8b82f45f6bd969506a8913cd4ed10a2d3', // yunet_s_dynamic.onnx
  '8f6b8f9ad52e242dc75e4499ea4d75358b6d3de41e07d766d889df417574256c', // omz_face_reid_retail_0095_w16.onnx
  '4eed38f0bde33c9b805942a5f25e42ce1161e2bda545254be622be957727794e', // MiniFASNetV2.onnx
  'd819a69bac6b9ade2a0f4d9b60b618e1260f7bf3ba1fddff6c5d82131cb1083f', // MiniFASNetV1SE.onnx
  'af2381b88f38769222ed93379e12444e2a50814575de1c46170de570c55a42b6', // facenox_minifas_98.20.onnx
];
