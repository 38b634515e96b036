namespace Baseline.Arm.Client;

/// <summary>One try of one request, without anything secret: neither headers that sign in nor bodies, and no signatures.</summary>
/// <param name="Method">Such as GET.</param>
/// <param name="Address">Path and query; values that may be signatures are replaced.</param>
/// <param name="Status">The HTTP status; 0 when no answer came.</param>
/// <param name="Duration">How long it took.</param>
/// <param name="Try">1 for the first.</param>
/// <param name="Headers">Ids of the request and what Azure says of its quotas.</param>
public sealed record RequestTry(
    string Method, string Address, int Status, TimeSpan Duration, int Try, IReadOnlyList<(string Name, string Value)> Headers);

/// <summary>Hears of every request, from any thread.</summary>
public interface IRequestObserver
{
    /// <summary>A request was sent, and was answered or lost.</summary>
    void Tried(RequestTry request);

    /// <summary>A refused write is sent again after a wait, because the refusal is known to pass.</summary>
    /// <param name="operation">The write.</param>
    /// <param name="code">Azure's error code.</param>
    /// <param name="wait">The wait.</param>
    void Retrying(string operation, string code, TimeSpan wait);
}
