namespace Baseline.Applying;

/// <summary>The record of a run, one JSON object a line, flushed before and after each write.</summary>
public sealed class RunJournal(Stream target, TimeProvider clock)
{
    /// <summary>Where the journal is written, and by which clock.</summary>
    internal (Stream Target, TimeProvider Clock) Parts => (target, clock);
}
