// What counts as used: tags, classes, ids and attributes that built pages carry. PurgeCSS's own extractor takes every word of
// the text for a class as well, and so keeps rules for "note" or "example" that no page needs.
module.exports = {
  defaultExtractor: (content) => {
    const found = { tags: [], classes: [], ids: [], attributes: { names: [], values: [] }, undetermined: [] }
    for (const [, tag, rest] of content.matchAll(/<([a-z][a-z0-9]*)([^>]*)>/g)) {
      found.tags.push(tag)
      for (const [, name, value = ''] of rest.matchAll(/([a-z-]+)(?:="([^"]*)")?/g)) {
        found.attributes.names.push(name)
        found.attributes.values.push(value)
        if (name === 'class') found.classes.push(...value.split(/\s+/))
        if (name === 'id') found.ids.push(value)
      }
    }
    return found
  },
}
