const MIN_NODE = 24;

/** Imports the program, unless Node is too old: it could not load the program, and would only print a stack trace. */
export async function importOnNewNode(command: string, load: () => Promise<unknown>): Promise<void> {
  if (Number(process.versions.node.split('.')[0]) >= MIN_NODE) {
    await load();
    return;
  }
  console.error(
    `This program needs Node ${MIN_NODE} or newer, and this is Node ${process.versions.node}: start it with "${command}", which uses the Node that "npm ci" has installed.`,
  );
  process.exitCode = 1;
}
