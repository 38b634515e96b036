namespace Baseline.Arm.Reading;

/// <summary>Counts one kind of read for a progress display.</summary>
internal sealed class ProgressCount(string what, IProgress<ReadProgress>? progress)
{
    private int _done;
    private int _total;

    public void Expect(int more)
    {
        var total = Interlocked.Add(ref _total, more);
        progress?.Report(new ReadProgress(what, Volatile.Read(ref _done), total));
    }

    public void Step()
    {
        var done = Interlocked.Increment(ref _done);
        progress?.Report(new ReadProgress(what, done, Volatile.Read(ref _total)));
    }
}
