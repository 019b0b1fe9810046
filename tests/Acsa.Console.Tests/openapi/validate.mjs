// validate.mjs FILE: exits 0 when FILE is a valid OpenAPI document; says what is wrong otherwise.
import { Validator } from "@seriousme/openapi-schema-validator";
import { readFile } from "node:fs/promises";

const validator = new Validator();
const result = await validator.validate(JSON.parse(await readFile(process.argv[2], "utf8")));
console.log(result.valid ? `valid, OpenAPI ${validator.version}` : JSON.stringify(result.errors, null, 1));
process.exit(result.valid ? 0 : 1);
