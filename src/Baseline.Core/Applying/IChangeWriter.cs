using System.Text.Json;
using Baseline.Azure;
using Baseline.Diagnostics;

namespace Baseline.Applying;

/// <summary>The answer to a read or write.</summary>
/// <param name="Body">The body; undefined when the resource does not exist or nothing was returned.</param>
/// <param name="Failure">Why it failed; null on success.</param>
public sealed record WriteResult(JsonElement Body, ArmFailure? Failure)
{
    /// <summary>Whether Azure says that what was to be written is there already, under another name.</summary>
    public bool ExistsUnderAnotherName { get; init; }

    /// <summary>Azure's correlation id of the request, where it gave one; of a failure it stands there.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>What to tell where nothing was asked of Azure, because nobody is signed in to it; null otherwise.</summary>
    public Diagnostic? SignIn { get; init; }
}

/// <summary>
/// Reads and writes single resources. Long-running operations are followed to their end, and what is known to be transient
/// is retried within bounds; what is left is a failure.
/// </summary>
public interface IChangeWriter
{
    /// <summary>Reads one resource; an undefined body means that it does not exist.</summary>
    Task<WriteResult> ReadAsync(string resource, string apiVersion, CancellationToken cancellationToken);

    /// <summary>Sends one write and waits until Azure says that it is done.</summary>
    /// <param name="method">PUT, PATCH or DELETE, or POST for an action.</param>
    /// <param name="resource">The id written to.</param>
    /// <param name="apiVersion">The api-version.</param>
    /// <param name="body">The body; undefined for none.</param>
    /// <param name="ifMatch">The ETag that the resource must still have; null where it may have any.</param>
    /// <param name="cancellationToken">Stops waiting; a write already sent stays sent.</param>
    Task<WriteResult> WriteAsync(
        string method, string resource, string apiVersion, JsonElement body, string? ifMatch, CancellationToken cancellationToken);
}
