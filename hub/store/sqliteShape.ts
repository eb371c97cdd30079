import type { DatabaseSync, SQLInputValue, StatementSync } from "node:sqlite";
import type { SqliteDatabase, SqliteStatement } from "kysely";

/** Statements kept prepared. The hub's own queries are some sixty; batches of other lengths come on top. */
const MAX_KEPT_STATEMENTS = 256;

/** Gives node:sqlite's database the better-sqlite3 shape that kysely's dialect expects. */
export function shapeForKysely(database: DatabaseSync): SqliteDatabase {
  const kept = new Map<string, SqliteStatement>();
  return {
    close: () => database.close(),
    prepare: (sql) => {
      const known = kept.get(sql);
      if (known !== undefined) return known;
      if (kept.size >= MAX_KEPT_STATEMENTS) kept.clear();
      const statement = shapeStatement(database.prepare(sql));
      kept.set(sql, statement);
      return statement;
    },
  };
}

function shapeStatement(statement: StatementSync): SqliteStatement {
  return {
    reader: statement.columns().length > 0,
    all: (parameters) => statement.all(...parameters.map(checkValue)),
    run: (parameters) => statement.run(...parameters.map(checkValue)),
    iterate: (parameters) => statement.iterate(...parameters.map(checkValue)),
  };
}

function checkValue(value: unknown): SQLInputValue {
  if (value === null || typeof value === "string" || typeof value === "number" || typeof value === "bigint") {
    return value;
  }
  if (value instanceof Uint8Array) return value;
  throw new TypeError(`SQLite cannot store a value of type ${typeof value}`);
}
