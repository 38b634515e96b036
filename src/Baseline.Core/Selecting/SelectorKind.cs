namespace Baseline.Selecting;

/// <summary>By what a part is chosen.</summary>
public enum SelectorKind
{
    /// <summary>The subscription that a finding lies in, by name or GUID.</summary>
    Subscription,

    /// <summary>The control that a finding is of.</summary>
    Control,

    /// <summary>The resource group that a finding's resource lies in.</summary>
    ResourceGroup,

    /// <summary>The resource that a finding is of, by its name, also as plans print it, or its id.</summary>
    Resource,

    /// <summary>The type of that resource.</summary>
    Type,

    /// <summary>A tag of that resource.</summary>
    Tag,
}
