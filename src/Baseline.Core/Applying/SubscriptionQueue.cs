namespace Baseline.Applying;

/// <summary>The changes of a plan in one subscription, by their places in the plan.</summary>
/// <param name="mostUnanswered">Unanswered writes at most.</param>
internal sealed class SubscriptionQueue(int mostUnanswered)
{
    private readonly PriorityQueue<int, int> _ready = new();
    private int _left;
    private int _unanswered;

    /// <summary>Whether one of them may be taken now.</summary>
    public bool MayGo => _ready.Count > 0 && _unanswered < mostUnanswered;

    /// <summary>The less, the sooner one of them is taken; asked only where one may be.</summary>
    public (int Unanswered, int Left, int Index) Turn => (_unanswered, -_left, _ready.Peek());

    /// <summary>One more is to come.</summary>
    public void Expect() => _left++;

    /// <summary>A change waits for nothing any more.</summary>
    public void Add(int index) => _ready.Enqueue(index, index);

    /// <summary>Takes the first of the plan out.</summary>
    public int Take()
    {
        _left--;
        return _ready.Dequeue();
    }

    /// <summary>A change that was taken will be written.</summary>
    public void Begin() => _unanswered++;

    /// <summary>The write of a change that was begun has been answered, or never will be.</summary>
    public void Answered() => _unanswered--;
}
