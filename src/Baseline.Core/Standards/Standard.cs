namespace Baseline.Standards;

/// <summary>A standard by which auditors ask.</summary>
/// <param name="Id">How it is named on the command line, such as <c>cis-5.0</c>.</param>
/// <param name="Name">What it calls itself, and its version.</param>
public sealed record Standard(string Id, string Name)
{
    /// <summary>What all versions of it are named by, such as <c>cis</c>.</summary>
    public string Family => Id.Split('-')[0];
}
