using Baseline.Estates;

namespace Baseline.Cli.Estates;

/// <summary>An estate that is at hand already.</summary>
internal sealed class CapturedEstate(Estate estate) : IEstateReader
{
    /// <inheritdoc/>
    public Task<Estate> ReadAsync(EstateRequest request, CancellationToken cancellationToken) => Task.FromResult(estate);
}
