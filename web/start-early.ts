import { type Plugin } from 'vite';

/** Lets the browser fetch the files of the app while it reads the first script, which imports them when the texts are there. */
export function startEarly(start: string): Plugin {
  return {
    name: 'start-early',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle = {} }) {
        const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
        const first = chunks.find(({ facadeModuleId }) => facadeModuleId?.endsWith(start));
        if (!first) throw new Error(`${start} is not a file of its own.`);
        const files = [first.fileName, ...first.imports].filter((file) => !html.includes(file));
        return files.map((file) => ({
          tag: 'link',
          attrs: { rel: 'modulepreload', crossorigin: true, href: `/${file}` },
          injectTo: 'head',
        }));
      },
    },
  };
}
