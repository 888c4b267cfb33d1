import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { bracketMatching, syntaxHighlighting } from '@codemirror/language';
import { lintGutter, setDiagnostics } from '@codemirror/lint';
import type { Diagnostic } from '@codemirror/lint';
import { Compartment, EditorState } from '@codemirror/state';
import type { Text } from '@codemirror/state';
import { EditorView, highlightActiveLine, keymap, lineNumbers } from '@codemirror/view';
import { useEffect, useRef } from 'react';
import { styled } from 'styled-components';
import type { PartFormat } from '../media';
import { highlighting, languageOf } from './code-language';
import type { Fault } from './faults';

const Frame = styled.div`
  border: 1px solid ${({ theme }) => theme.colors.neutral200};
  border-radius: ${({ theme }) => theme.borderRadius};
  background: ${({ theme }) => theme.colors.neutral0};
  &:focus-within {
    border-color: ${({ theme }) => theme.colors.primary600};
    box-shadow: ${({ theme }) => `0 0 0 2px ${theme.colors.primary600}`};
  }
  .cm-editor {
    max-height: 64rem;
    min-height: 12rem;
    font-size: 1.3rem;
    color: ${({ theme }) => theme.colors.neutral800};
  }
  .cm-editor.cm-focused {
    outline: none;
  }
  .cm-scroller {
    min-height: 12rem;
    font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, monospace;
  }
  .cm-gutters {
    background: ${({ theme }) => theme.colors.neutral100};
    color: ${({ theme }) => theme.colors.neutral600};
    border: none;
  }
  .cm-activeLine,
  .cm-activeLineGutter {
    background: ${({ theme }) => theme.colors.neutral150};
  }
  .cm-cursor {
    border-left-color: ${({ theme }) => theme.colors.neutral800};
  }
  .cm-tag {
    color: ${({ theme }) => theme.colors.primary700};
  }
  .cm-name {
    color: ${({ theme }) => theme.colors.alternative700};
  }
  .cm-quoted {
    color: ${({ theme }) => theme.colors.success700};
  }
  .cm-expression {
    color: ${({ theme }) => theme.colors.secondary700};
    font-weight: 600;
  }
  .cm-remark {
    color: ${({ theme }) => theme.colors.neutral600};
  }
  .cm-tooltip {
    background: ${({ theme }) => theme.colors.neutral0};
    color: ${({ theme }) => theme.colors.neutral800};
    border: 1px solid ${({ theme }) => theme.colors.neutral200};
  }
`;

export type CodeAreaProps = {
  readonly label: string;
  readonly format: PartFormat;
  readonly value: string;
  readonly faults: readonly Fault[];
  readonly isReader: boolean;
  readonly onChange: (value: string) => void;
  /** Told who inserts into it, once it has the focus. */
  readonly onFocus: (insert: (text: string) => void) => void;
};

/** Text with line numbers, and what is wrong with it at its line. Loaded lazily: use CodeField. */
export default function CodeArea(props: CodeAreaProps) {
  const place = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const latest = useRef(props);
  const writable = useRef(new Compartment());
  useEffect(() => {
    latest.current = props;
  });
  useEffect(() => {
    if (place.current === null) return undefined;
    const { label, format, value } = latest.current;
    const made = new EditorView({
      parent: place.current,
      state: EditorState.create({
        doc: value,
        extensions: [
          ...[lineNumbers(), history(), bracketMatching(), highlightActiveLine(), lintGutter()],
          ...[EditorView.lineWrapping, syntaxHighlighting(highlighting), languageOf(format)],
          // Tab leaves the field: whoever has no mouse must get out of it.
          keymap.of([...defaultKeymap, ...historyKeymap]),
          // What scrolls is reached by the keyboard for certain.
          EditorView.contentAttributes.of({ 'aria-label': label, tabindex: '0' }),
          writable.current.of([]),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) latest.current.onChange(update.state.doc.toString());
            if (update.focusChanged && update.view.hasFocus)
              latest.current.onFocus((text) => insertInto(update.view, text));
          }),
        ],
      }),
    });
    view.current = made;
    return () => made.destroy();
  }, []);
  const { value, faults, isReader } = props;
  useEffect(() => {
    const editor = view.current;
    if (editor === null || editor.state.doc.toString() === value) return;
    editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: value } });
  }, [value]);
  useEffect(() => {
    const editor = view.current;
    if (editor === null) return;
    editor.dispatch({ effects: writable.current.reconfigure(isReader ? EditorState.readOnly.of(true) : []) });
  }, [isReader]);
  useEffect(() => {
    const editor = view.current;
    if (editor !== null) editor.dispatch(setDiagnostics(editor.state, diagnosticsOf(faults, editor.state.doc)));
  }, [faults]);
  return <Frame ref={place} />;
}

function insertInto(view: EditorView, text: string): void {
  view.dispatch(view.state.replaceSelection(text));
  view.focus();
}

function diagnosticsOf(faults: readonly Fault[], doc: Text): Diagnostic[] {
  return faults.map(({ line: number, column, message }) => {
    const line = doc.line(Math.min(Math.max(number, 1), doc.lines));
    return { from: Math.min(line.from + column, line.to), to: line.to, severity: 'error', message };
  });
}
