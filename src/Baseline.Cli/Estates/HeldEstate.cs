using Baseline.Estates;

namespace Baseline.Cli.Estates;

/// <summary>What is read of an emulator over a file: what the file does not hold of a subscription is not absent for that.</summary>
/// <param name="reader">Reads the emulator.</param>
/// <param name="held">The file that it was started from.</param>
internal sealed class HeldEstate(IEstateReader reader, Estate held) : IEstateReader
{
    /// <inheritdoc/>
    public async Task<Estate> ReadAsync(EstateRequest request, CancellationToken cancellationToken)
    {
        var estate = await reader.ReadAsync(request, cancellationToken);
        return held.Subscriptions.Any(subscription => subscription.IsOnlyReferenced) ? estate.HeldBy(held) : estate;
    }
}
