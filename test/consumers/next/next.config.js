/** The page is rendered when it is built, on Node, as on a server. */
export default { output: 'export', distDir: 'dist' };
