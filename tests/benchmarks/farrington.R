# Scores of the Farrington method as improved by Noufaily et al. (2013), package surveillance.
#
#     Rscript farrington.R counts.csv scores.csv
#
# counts.csv: look, series, then counts by period, oldest first; NA before a look's first period.
# With a year of data there are no earlier years: the periods just before stand in for them
# (frequency 1), so there is no season. The score is (count - expected) / (upper - expected), the
# bound at least a case above: where all before was empty it says nothing.
suppressPackageStartupMessages(library(surveillance))
files <- commandArgs(trailingOnly = TRUE)
counts <- read.csv(files[1])
parts <- lapply(split(counts, counts$look), function(look) {
  observed <- t(as.matrix(look[, -(1:2)]))
  observed <- observed[!is.na(observed[, 1]), , drop = FALSE]
  n <- nrow(observed)
  control <- list(
    range = n, b = n - 1, w = 0, noPeriods = 1, pastWeeksNotIncluded = 0, trend = TRUE,
    thresholdMethod = "nbPlugin", limit54 = c(0, 1), alpha = 0.05, glmWarnings = FALSE
  )
  dimnames(observed) <- NULL
  found <- farringtonFlexible(sts(observed = observed, frequency = 1), control)
  expected <- as.vector(found@control$expected)
  upper <- as.vector(upperbound(found))
  score <- (observed[n, ] - expected) / pmax(upper - expected, 1)
  data.frame(look = look$look, series = look$series, score = score)
})
write.csv(do.call(rbind, parts), files[2], row.names = FALSE)
