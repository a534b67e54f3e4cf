"use strict";
// An answer is a statement and its rows; a part of it is an answer too, with the statement that gives that part.
(function (bb) {
  class Answer {
    constructor({ sql, columns, rows }) {
      this.sql = sql;
      this.columns = columns;
      this.rows = rows;
    }

    // Returns the rows as objects, made once.
    get objects() {
      if (!this.made) {
        this.made = this.rows.map((row) => Object.fromEntries(this.columns.map((name, at) => [name, row[at]])));
      }
      return this.made;
    }

    // Returns the part whose columns have these values; a list means any of its values.
    where(wanted) {
      const tests = Object.entries(wanted).filter(([, value]) => value !== undefined && value !== "");
      if (!tests.length) return this;
      const places = tests.map(([name, value]) => [this.columns.indexOf(name), new Set([value].flat())]);
      const conditions = tests.map(([name, value]) =>
        Array.isArray(value) ? `${name} in (${value.map(literal).join(", ")})` : `${name} = ${literal(value)}`);
      return new Answer({
        sql: `from (\n${this.sql}\n)\nwhere ${conditions.join(" and ")}`,
        columns: this.columns,
        rows: this.rows.filter((row) => places.every(([at, values]) => values.has(row[at]))),
      });
    }

    csv() {
      return [this.columns, ...this.rows].map((row) => row.map(cell).join(",")).join("\r\n") + "\r\n";
    }
  }

  function literal(value) {
    return typeof value === "number" ? String(value) : `'${String(value).replaceAll("'", "''")}'`;
  }

  // Returns a value as RFC 4180 has it; a text that a spreadsheet would run gets an apostrophe before it.
  function cell(value) {
    if (value === null || value === undefined) return "";
    if (typeof value === "number" || typeof value === "boolean") return String(value);
    let text = typeof value === "string" ? value : JSON.stringify(value);
    if (/^ *[=+\-@\t\r\n]/.test(text)) text = `'${text}`;
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  }

  bb.answer = (given) => new Answer(given);

  // Returns the answers of several statements as one; they must have the same columns.
  bb.together = (answers) => new Answer({
    sql: answers.map((one) => `(\n${one.sql}\n)`).join("\nunion all by name\n"),
    columns: answers[0].columns,
    rows: answers.flatMap((one) => one.rows),
  });
})((window.beatbook = window.beatbook || {}));
