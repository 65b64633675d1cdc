import type { Pixels } from '../media/picture.ts';
import type { InputRecipe } from '../runtime/model-manifest.ts';
import type { FloatTensor } from '../runtime/model-session.ts';

/** Offsets of a recipe's channels in RGBA. */
const CHANNELS = { RGB: [0, 1, 2], BGR: [2, 1, 0] } as const;

/**
 * Fills model inputs of one recipe from pixels of the recipe's size, or of a smaller one if the model takes it. The
 * tensor's memory is reused: run the model before the next fill.
 */
export class InputTensor {
  /** The largest input, in pixels. */
  readonly width: number;
  readonly height: number;
  readonly #values: Float32Array;
  #tensor: FloatTensor;
  readonly #scale: number[];
  readonly #bias: number[];
  readonly #recipe: InputRecipe;

  constructor(recipe: InputRecipe) {
    this.#recipe = recipe;
    const [, channels, height, width] = recipe.shape;
    this.width = width;
    this.height = height;
    this.#values = new Float32Array(channels * height * width);
    this.#tensor = { data: this.#values, shape: recipe.shape };
    const mean = perChannel(recipe.mean, channels);
    const scale = perChannel(recipe.scale, channels);
    this.#scale = scale.map((value) => 1 / value);
    this.#bias = mean.map((value, channel) => -value / (scale[channel] ?? 1));
  }

  fill(pixels: Pixels): FloatTensor {
    this.#fit(pixels);
    if (this.#recipe.color === 'grey') this.#fillGrey(pixels.data);
    else this.#fillColor(pixels.data, CHANNELS[this.#recipe.color]);
    return this.#tensor;
  }

  #fit({ width, height }: Pixels): void {
    const [batch, channels, ...size] = this.#tensor.shape;
    if (size.join() === [height, width].join()) return;
    const length = (channels ?? 0) * height * width;
    this.#tensor = {
      data: this.#values.subarray(0, length),
      shape: [batch ?? 1, channels ?? 0, height, width],
    };
  }

  /** All planes in one pass over the pixels: a pass for each plane takes three times as long. */
  #fillColor(rgba: Uint8ClampedArray, [first, second, third]: (typeof CHANNELS)['RGB' | 'BGR']): void {
    const { data } = this.#tensor;
    const plane = data.length / 3;
    const [scale1 = 1, scale2 = 1, scale3 = 1] = this.#scale;
    const [bias1 = 0, bias2 = 0, bias3 = 0] = this.#bias;
    for (let pixel = 0, at = 0; pixel < plane; pixel++, at += 4) {
      data[pixel] = (rgba[at + first] as number) * scale1 + bias1;
      data[pixel + plane] = (rgba[at + second] as number) * scale2 + bias2;
      data[pixel + 2 * plane] = (rgba[at + third] as number) * scale3 + bias3;
    }
  }

  /** Luma of ITU-R BT.601, as OpenCV's RGB2GRAY that the models were trained with. */
  #fillGrey(rgba: Uint8ClampedArray): void {
    const { data } = this.#tensor;
    const scale = this.#scale[0] ?? 1;
    const bias = this.#bias[0] ?? 0;
    for (let pixel = 0, at = 0; pixel < data.length; pixel++, at += 4) {
      const red = rgba[at] as number;
      const green = rgba[at + 1] as number;
      const blue = rgba[at + 2] as number;
      data[pixel] = (0.299 * red + 0.587 * green + 0.114 * blue) * scale + bias;
    }
  }
}

function perChannel(value: number | number[], channels: number): number[] {
  return typeof value === 'number' ? new Array<number>(channels).fill(value) : value;
}
