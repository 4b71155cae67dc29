/* `make lint-web`: would Chromium 80 and Safari 13 ("browserslist" in package.json) read the scripts? */
const compat = require('eslint-plugin-compat');
const globals = require('globals');

module.exports = [
  { ignores: ['**/minisearch.js'] }, // not ours: `make vendor` compiles it for ES2018
  {
    files: ['docs/assets/js/*.js'],
    plugins: { compat },
    // no newer syntax: Safari 13.0 has no ?. and no ??; the lookbehind of 2018 is a fault of compat
    languageOptions: { ecmaVersion: 2018, sourceType: 'script', globals: globals.browser },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    settings: { lintAllEsApis: true }, // methods of ES2015 and later too, not only those of the browser
    rules: { 'compat/compat': 'error', 'no-undef': 'error' },
  },
];
