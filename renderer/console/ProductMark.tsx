/** The house: a pane on each side, one of them open. */
export function ProductMark() {
  return (
    <svg className="productMark" viewBox="0 0 48 48" aria-hidden="true">
      <path className="productMark-frame" d="M24 5 42 15v18L24 43 6 33V15z" />
      <path className="productMark-pane" d="M24 24 42 15v18L24 43z" />
      <path className="productMark-line" d="M6 15l18 9 18-9M24 24v19" />
    </svg>
  );
}
