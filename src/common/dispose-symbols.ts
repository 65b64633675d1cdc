/**
 * `Symbol.dispose` and `Symbol.asyncDispose` for browsers without them, so that what `using` compiles to works there
 * as well. Imported before a class that has such members.
 */
const symbols = Symbol as { dispose?: symbol; asyncDispose?: symbol };
symbols.dispose ??= Symbol.for('Symbol.dispose');
symbols.asyncDispose ??= Symbol.for('Symbol.asyncDispose');
