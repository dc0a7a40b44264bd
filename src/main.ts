const MIN_NODE = 24;

// Nothing is imported before this check: an older Node cannot load the program, and would only print a stack trace.
if (Number(process.versions.node.split('.')[0]) < MIN_NODE) {
  console.error(
    `This program needs Node ${MIN_NODE} or newer, and this is Node ${process.versions.node}: start it with "npm start", which uses the Node that "npm ci" has installed.`,
  );
  process.exitCode = 1;
} else {
  void import('./program.ts');
}
