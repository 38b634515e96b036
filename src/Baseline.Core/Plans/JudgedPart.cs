using Baseline.Controls;

namespace Baseline.Plans;

/// <summary>What is said of a part of a judged world, and what is changed for it. Pure.</summary>
/// <param name="Findings">All verdicts, as they are where only the changes of the part are made.</param>
/// <param name="Changes">The changes of the part.</param>
/// <param name="Later">How many changes wanted findings ask for only once other parts have exported logs.</param>
internal sealed record JudgedPart(IReadOnlyList<Finding> Findings, ChangeSet Changes, int Later);
