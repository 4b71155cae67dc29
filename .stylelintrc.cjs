/* `make lint-web`: can Chromium 80 and Safari 13 ("browserslist" in package.json) read the stylesheets?
   The plugin does not know aspect-ratio, color-mix or overflow-wrap: anywhere (tests/test_web_syntax.py
   does), nor text-autospace, text-spacing-trim, text-wrap, color-scheme and forced-colors, which do no harm. */
module.exports = {
  plugins: ['stylelint-no-unsupported-browser-features'],
  reportDescriptionlessDisables: true,
  reportNeedlessDisables: true,
  rules: {
    'plugin/no-unsupported-browser-features': [true, {
      severity: 'error',
      ignore: [
        /* Both engines read the part that we use; the plugin means other parts of the same feature. */
        'css-gradients', // only a soft fade into transparent is grey in Safari 13; ours has a hard edge
        'css-math-functions', // it takes minmax( for max(; clamp( is banned below
        'css-not-sel-list', // it takes :not(:lang(en)) for a list; lists are banned below
        'css-overflow', // auto and hidden are old; clip is banned below
        'css-page-break', // avoid, always and auto are old
        'css-sticky', // only table heads do not stick in Chromium 80
        'multicolumn', // columns and break-inside are old; column-fill and the like differ
        /* Old engines skip it and the page stays whole. */
        'css-appearance', // written as -webkit-appearance alone, which all engines read
        'css-content-visibility', 'css-has', // sources that are folded are laid out all the same (tests/test_web_syntax.py)
        'css-color-adjust', // a sign may be missing on paper; the word beside it is not
        'css-masks', // written as -webkit-mask alone, which all engines read
        'css-overscroll-behavior', // the page behind scrolls along
        'css-paged-media', // Safari 13 prints with its own margins
        'text-decoration', // a thicker line under the pointer
      ],
    }],
    'declaration-property-value-disallowed-list': { '/^overflow/': ['clip'] }, // Chromium 90, Safari 16
    'function-disallowed-list': ['clamp'], // Safari 13.1
    'selector-not-notation': 'simple', // :not(a, b): Chromium 88
  },
};
