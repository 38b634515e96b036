namespace Baseline.Controls.Monitor008;

/// <summary>A category of the logs of a resource type.</summary>
/// <param name="Name">Its name, in Azure's spelling.</param>
/// <param name="IsCharged">Whether exporting it to a storage account or an event hub costs money beside what they cost.</param>
/// <param name="Table">The table of a workspace that it ends up in where it has one of its own; null where none is known.</param>
public sealed record LogCategory(string Name, bool IsCharged, string? Table);

/// <summary>A resource type that has logs.</summary>
/// <param name="Name">The type, in Azure's spelling.</param>
/// <param name="Categories">What it can log, as far as that is published; what one resource offers may be less or more.</param>
public sealed record LogType(string Name, IReadOnlyList<LogCategory> Categories)
{
    /// <summary>The type that it hangs beneath, such as that of the server of a database; null where it hangs beneath none.</summary>
    public string? Parent => Name.Count(letter => letter == '/') > 1 ? Name[..Name.LastIndexOf('/')] : null;

    /// <summary>Whether exporting any of it is charged for.</summary>
    public bool HasCharged { get; } = Categories.Any(category => category.IsCharged);

    /// <summary>The category of a name, in any letter case; null where none is known.</summary>
    public LogCategory? Find(string category) =>
        Categories.FirstOrDefault(known => known.Name.Equals(category, StringComparison.OrdinalIgnoreCase));
}
