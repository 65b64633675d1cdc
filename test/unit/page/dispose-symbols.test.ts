import ts from 'typescript';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { FaceEngine } from '../../../src/index.ts';

/** `Symbol` as browsers have it that know no `using`; what is set on it stays with it. */
function olderSymbol(): SymbolConstructor {
  const own: Record<PropertyKey, unknown> = { dispose: undefined, asyncDispose: undefined };
  const original = Symbol;
  // Not a proxy of Symbol itself: its own two can't be taken away.
  const like = (description?: string) => original(description);
  return new Proxy(like, {
    get: (_, name) => (name in own ? own[name] : Reflect.get(original, name)),
    set: (_, name, value) => {
      own[name] = value;
      return true;
    },
  }) as unknown as SymbolConstructor;
}

/** Runs code with `using` as TypeScript compiles it for such browsers. */
async function runCompiled(body: string, engine: FaceEngine): Promise<void> {
  const { outputText } = ts.transpileModule(`async function run(engine) { ${body} }`, {
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext },
  });
  await new Function('engine', `${outputText}; return run(engine);`)(engine);
}

beforeEach(() => {
  vi.resetModules();
  vi.stubGlobal('Symbol', olderSymbol());
});
afterEach(() => vi.unstubAllGlobals());

describe('in a browser without Symbol.dispose', () => {
  test('what `using` compiles to needs the symbols', async () => {
    await expect(runCompiled('using mine = engine;', {} as FaceEngine)).rejects.toThrow('Symbol.dispose');
  });

  test('importing the package brings them, by the names that others register them under', async () => {
    await import('../../../src/index.ts');
    expect(Symbol.dispose).toBe(Symbol.for('Symbol.dispose'));
    expect(Symbol.asyncDispose).toBe(Symbol.for('Symbol.asyncDispose'));
  });

  test.each(['using', 'await using'])('`%s` disposes of an engine all the same', async (keyword) => {
    const { EngineClient } = await import('../../../src/page/engine-client.ts');
    const { engineFiles } = await import('../../../src/page/engine-files.ts');
    const engine = new EngineClient({}, await engineFiles('https://app.example/face/'));
    const dispose = vi.spyOn(engine, 'dispose');
    await runCompiled(`${keyword} mine = engine;`, engine);
    expect(dispose).toHaveBeenCalledTimes(1);
    await expect(engine.health()).rejects.toThrow(TypeError);
  });
});

test('a browser that has them keeps its own', async () => {
  const { dispose, asyncDispose } = { dispose: Symbol('own'), asyncDispose: Symbol('own') };
  Object.assign(Symbol, { dispose, asyncDispose });
  await import('../../../src/index.ts');
  expect([Symbol.dispose, Symbol.asyncDispose]).toEqual([dispose, asyncDispose]);
});
