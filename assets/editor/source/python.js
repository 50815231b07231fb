// Python: how it is indented, and which words have a color. The classes are those of the listing, and so are their colors.

import { pythonLanguage } from "@codemirror/lang-python";
import { syntaxHighlighting } from "@codemirror/language";
import { styleTags, tagHighlighter, tags } from "@lezer/highlight";

const language = pythonLanguage.configure({
  props: [
    styleTags({
      // The grammar makes one thing of `async`, the stars of arguments, and formats in f-strings.
      async: tags.keyword,
      '"*" "**"': tags.operator,
      "FormatConversion FormatSpec": tags.string,
      "Decorator/At Decorator/VariableName Decorator/PropertyName": tags.annotation,
    }),
  ],
});

const classes = tagHighlighter([
  { tag: [tags.keyword, tags.bool, tags.null], class: "syntax-keyword" },
  { tag: tags.string, class: "syntax-string" },
  { tag: tags.number, class: "syntax-number" },
  { tag: tags.comment, class: "syntax-comment" },
  { tag: tags.function(tags.definition(tags.variableName)), class: "syntax-function" },
  { tag: tags.definition(tags.className), class: "syntax-class" },
  { tag: tags.annotation, class: "syntax-decorator" },
]);

export const python = [language, syntaxHighlighting(classes)];
