namespace Baseline.Emulator.Faults;

/// <summary>
/// In which ways the emulator can misbehave: those that Azure is known for. An item of a batch meets the first three on its own,
/// so that half a batch fails.
/// </summary>
public enum FaultKind
{
    /// <summary>429 with Retry-After.</summary>
    Throttled,

    /// <summary>429 without Retry-After; some say in the text how long to wait, others nowhere.</summary>
    ThrottledSilently,

    /// <summary>500, 502 or 503, its body in any of Azure's forms or empty; a 500 or 502 to a write may have taken effect.</summary>
    ServerError,

    /// <summary>503 with a page of HTML, from the network before Azure.</summary>
    ErrorPage,

    /// <summary>504; a write may have taken effect all the same.</summary>
    GatewayTimeout,

    /// <summary>The connection is reset before the request arrives.</summary>
    ConnectionRefused,

    /// <summary>The request is carried out, and the connection is lost before the answer comes.</summary>
    AnswerLost,

    /// <summary>A read that shows what was before the last write, of a kind that Azure is known to show late.</summary>
    StaleRead,

    /// <summary>The first page of a list is empty and has a nextLink.</summary>
    EmptyPage,

    /// <summary>Some resources have members that no client knows, in every answer.</summary>
    UnknownMembers,

    /// <summary>409 to a write, because another operation is under way.</summary>
    Busy,

    /// <summary>400 to what needs a new identity or a new grant that has not spread yet.</summary>
    NotSpread,

    /// <summary>401, because the token is said to have expired.</summary>
    ExpiredToken,

    /// <summary>403 to every request for a resource, for good.</summary>
    Forbidden,

    /// <summary>500 to every request for a resource, for good.</summary>
    Broken,
}
