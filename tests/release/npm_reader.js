// Prints what datapackage and tableschema from npm make of a package: its tables, with every row cast.
"use strict";
const { Package } = require("datapackage");

const messages = (error) => [error.message, ...(error.errors || []).map((one) => one.message)];

async function read(resource) {
  const found = { tabular: resource.tabular, faults: [] };
  try {
    found.faults.push(...resource.errors.flatMap(messages));
    found.columns = resource.schema.fieldNames;
    found.faults.push(...resource.schema.errors.flatMap(messages));
    found.rows = await resource.read();
    found.related = (await resource.read({ relations: true })).length;
  } catch (error) {
    found.faults.push(...messages(error));
  }
  return found;
}

async function main(file) {
  const given = await Package.load(file);
  const tables = {};
  for (const resource of given.resources) {
    tables[resource.name] = await read(resource);
  }
  console.log(JSON.stringify({ faults: given.errors.flatMap(messages), tables }));
}

main(process.argv[2]);
