namespace Baseline.Arm.RateLimits;

/// <summary>
/// How many requests are in flight at once. It grows while answers come as fast as they did with fewer in flight, and shrinks
/// when they come later or when Azure pushes back, so that nobody has to guess the number.
/// </summary>
/// <param name="most">What it never exceeds, 1 or more.</param>
internal sealed class ConcurrencyLimit(int most)
{
    private const int First = 32;
    private const int Least = 8;
    private const double Tolerated = 1.6;
    private const double TooSlow = 2.5;
    private const double Forgetting = 1.02;

    // What is seen by fewer answers is chance.
    private const int LeastSample = 16;

    private double _limit = Math.Min(First, most);
    private double _unloaded = double.PositiveInfinity;
    private double _sum;
    private int _answers;
    private bool _isUsedUp;

    /// <summary>How many may be in flight now.</summary>
    public int Current => (int)_limit;

    /// <summary>Somebody waited for nothing but the limit.</summary>
    public void UsedUp() => _isUsedUp = true;

    /// <summary>Azure answered that it is too much.</summary>
    public void PushedBack() => _limit = Math.Max(Math.Min(Least, most), _limit * 0.7);

    /// <summary>A read has been answered after a time.</summary>
    public void Answered(TimeSpan taken)
    {
        _sum += taken.TotalMilliseconds;
        if (++_answers < Math.Max(LeastSample, _limit / 2))
        {
            return;
        }

        var mean = _sum / _answers;
        _unloaded = Math.Min(mean, _unloaded * Forgetting);
        if (mean > _unloaded * TooSlow)
        {
            _limit = Math.Max(Math.Min(Least, most), _limit * 0.8);
        }
        else if (_isUsedUp && mean <= _unloaded * Tolerated)
        {
            _limit = Math.Min(most, _limit * 1.5);
        }

        (_sum, _answers, _isUsedUp) = (0, 0, false);
    }
}
