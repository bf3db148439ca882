/** Weights, or slopes, by the name of the sign. */
export type Weighing = Record<string, number>;

/** Gradient descent with moments: Kingma and Ba, "Adam: A Method for Stochastic Optimization" (2015), with its own constants. */
export class Adam {
  private readonly mean: Weighing = {};
  private readonly square: Weighing = {};
  private steps = 0;

  constructor(private readonly rate: number) {}

  /**
   * One step down, in place.
   * @param weights what is learned
   * @param slope of the loss, for each weight that is to be moved
   * @example adam.step(weights, { start: 0.2 })
   */
  step(weights: Weighing, slope: Readonly<Weighing>): void {
    this.steps++;
    for (const [name, g] of Object.entries(slope)) {
      const mean = (this.mean[name] = 0.9 * (this.mean[name] ?? 0) + 0.1 * g);
      const square = (this.square[name] = 0.999 * (this.square[name] ?? 0) + 0.001 * g * g);
      const by = (this.rate * mean) / (1 - 0.9 ** this.steps);
      weights[name] = (weights[name] ?? 0) - by / (Math.sqrt(square / (1 - 0.999 ** this.steps)) + 1e-8);
    }
  }
}
