# Agreement in teams and differences between schools in R, on what `assess make` wrote: the two ways R offers for
# agreement (the package multilevel, and base R on counts), lme4 for the network, and psych for alpha.
#
#     Rscript peers.R FILE OURS      OURS: what `assess score FILE OURS` wrote; stops if a figure differs
suppressPackageStartupMessages({
  library(multilevel)
  library(lme4)
  library(psych)
})
arguments <- commandArgs(trailingOnly = TRUE)
answers <- read.csv(arguments[1])
aspects <- list(koers = 1:2, data = 3:4, professional = 5:7, samen = 8:10, leiderschap = 11:12)
items <- as.matrix(answers[, -1])
school <- answers$school

timed <- function(what, expression) {
  used <- system.time(value <- expression)
  cat(sprintf("R %s: %.2f s wall, %.2f s processor\n", what, used[["elapsed"]], used[["user.self"]] + used[["sys.self"]]))
  value
}

# By package: a data frame per school.
package <- timed("multilevel, AD and rwg", lapply(aspects, function(columns) {
  data.frame(
    ad = ad.m(items[, columns], school, type = "median")$AD.M,
    rwg = rwg.j(items[, columns], school, ranvar = 2)$rwg.j
  )
}))

# Vectorised: a matrix of counts, schools by levels, for each item.
vectorised <- timed("base, AD and rwg", {
  group <- match(school, sort(unique(school)))
  groups <- max(group)
  figures <- lapply(seq_len(ncol(items)), function(column) {
    counts <- matrix(tabulate(group + groups * (items[, column] - 1L), groups * 5L), groups, 5L)
    n <- rowSums(counts)
    upto <- counts %*% upper.tri(diag(5), diag = TRUE)
    median <- max.col(upto * 2 >= n, ties.method = "first")
    distance <- abs(outer(median, 1:5, "-"))
    sum <- counts %*% 1:5
    squares <- counts %*% (1:5)^2
    list(ad = rowSums(counts * distance) / n, variance = as.vector((squares - sum^2 / n) / (n - 1)))
  })
  lapply(aspects, function(columns) {
    of <- function(figure) Reduce(`+`, lapply(figures[columns], `[[`, figure)) / length(columns)
    rest <- pmin(of("variance") / 2, 1)
    items <- length(columns)
    data.frame(ad = of("ad"), rwg = items * (1 - rest) / (items * (1 - rest) + rest))
  })
})

# The network: a model per aspect. Closer than the default, so that figures can be compared.
network <- timed("lme4, REML", lapply(aspects, function(columns) {
  score <- rowMeans(items[, columns])
  model <- lmer(score ~ 1 + (1 | school), control = lmerControl(
    optimizer = "nloptwrap", optCtrl = list(xtol_abs = 1e-10, ftol_abs = 1e-10)
  ))
  variances <- as.data.frame(VarCorr(model))$vcov
  c(mu = fixef(model)[[1]], tau2 = variances[1], sigma2 = variances[2])
}))

# Whether the indicators hang together, over all people. psych computes more besides (standard errors, frequencies).
consistency <- timed("psych, alpha", lapply(aspects, function(columns) {
  suppressWarnings(alpha(items[, columns], check.keys = FALSE, warnings = FALSE))
}))

same <- function(what, ours, theirs, tolerance) {
  far <- max(abs(ours - theirs) / pmax(1, abs(theirs)))
  cat(sprintf("%s: %d figures, largest difference %.1e\n", what, length(ours), far))
  if (!is.finite(far) || far > tolerance) stop(what, " differs by more than ", tolerance)
}
ours <- read.csv(arguments[2])
for (figure in c("ad", "rwg")) {
  from <- function(result) unlist(lapply(result, `[[`, figure), use.names = FALSE)
  rows <- ours[ours$what == figure, "value"]
  same(paste(figure, "as multilevel"), rows, from(package), 1e-9)
  same(paste(figure, "as base R"), rows, from(vectorised), 1e-9)
}
for (figure in c("mu", "tau2", "sigma2")) {
  same(paste(figure, "as lme4"), ours[ours$what == figure, "value"], sapply(network, `[[`, figure), 1e-6)
}
total <- function(column) sapply(consistency, function(result) result$total[[column]])
figures <- list(alpha = "raw_alpha", std_alpha = "std.alpha", lambda6 = "G6(smc)", mean_r = "average_r")
for (figure in names(figures)) {
  same(paste(figure, "as psych"), ours[ours$what == figure, "value"], total(figures[[figure]]), 1e-9)
}
items_of <- function(table, column) unlist(lapply(consistency, function(result) result[[table]][[column]]), use.names = FALSE)
same("rest as psych", ours[ours$what == "rest", "value"], items_of("item.stats", "r.drop"), 1e-9)
same("dropped as psych", ours[ours$what == "dropped", "value"], unlist(lapply(consistency[lengths(aspects) > 2], function(result) {
  result$alpha.drop$raw_alpha
}), use.names = FALSE), 1e-9)
same("feldt as psych", ours[ours$what == "feldt", "value"], unlist(lapply(consistency, function(result) {
  c(result$feldt$lower.ci[[1]], result$feldt$upper.ci[[1]])
}), use.names = FALSE), 1e-9)
