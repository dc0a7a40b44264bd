// Jest gives a worker 500 ms to exit, and says that tests leak if it takes longer. After many tests, Node frees memory for
// longer than that on a busy machine. So a worker that has nothing left to do ends at once. A worker that waits for something
// that a test has left open does not, and is still reported.
if (process.send) process.once('beforeExit', () => process.exit());
