# Reads every table of a package with base R alone, and prints what it found: rows, cells that are not blank, and their characters.
# Each line of the list that is its first argument is one table: file, columns and their classes, parted by tabs.
given <- commandArgs(trailingOnly = TRUE)
for (line in readLines(given[1], encoding = "UTF-8")) {
  parts <- strsplit(strsplit(line, "\t", fixed = TRUE)[[1]], " ", fixed = TRUE)
  columns <- parts[[2]]
  classes <- parts[[3]]
  table <- read.csv(file.path(given[2], parts[[1]]),
    colClasses = setNames(classes, columns),
    na.strings = "", encoding = "UTF-8", check.names = FALSE
  )
  stopifnot(identical(names(table), columns))
  stopifnot(identical(unname(vapply(table, function(one) class(one)[1], "")), classes))
  texts <- unlist(table[classes == "character"])
  cat(parts[[1]], nrow(table), sum(!is.na(table)), sum(nchar(texts), na.rm = TRUE), sep = "\t")
  cat("\n")
}
