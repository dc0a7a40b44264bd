// Compiles the simulator if its sources have changed, and runs it in this process: a second Node would double the start.
import nodeModule from 'node:module';

// Missing before Node 22.8.
nodeModule.enableCompileCache?.();
await import('./prepare-simulator.js');
if (process.exitCode === undefined) await import('../simulator/dist/bundle.js');
