# Qt's own texts, which has no Belarusian; `qt_words.TEXTS` says which of Qt's texts each is for.
# `%1` is Qt's placeholder.

## Buttons
qt-ok = OK
qt-cancel = Cancel
qt-save = Save
qt-save-all = Save all
qt-open = Open
qt-choose = Choose
qt-yes = Yes
qt-yes-to-all = Yes to all
qt-no = No
qt-no-to-all = No to all
qt-abort = Abort
qt-retry = Retry
qt-ignore = Ignore
qt-close = Close
qt-discard = Discard
qt-do-not-save = Do not save
qt-help = Help
qt-apply = Apply
qt-reset = Reset
qt-restore-defaults = Restore defaults
qt-show-details = Show details
qt-hide-details = Hide details

## Choosing a file or folder
qt-look-in = Look in:
qt-file-name = File name:
qt-file-types = Files of type:
qt-folder = Folder:
qt-folders = Folders
qt-files = Files
qt-all-files = All files (*)
qt-find-folder = Find a folder
qt-save-as = Save as
qt-recent-places = Recent places
qt-back = Back
qt-forward = Forward
qt-parent-folder = Folder above
qt-new-folder = New folder
qt-list-view = List
qt-detail-view = Details
qt-sidebar = Places
qt-rename = Rename
qt-delete = Delete
qt-remove = Remove
qt-show = Show
qt-hidden-files = Show hidden files
qt-folder-kept = The folder could not be deleted.
qt-unknown = Unknown
qt-computer = Computer
qt-column-name = Name
qt-column-size = Size
qt-column-kind = Kind
qt-column-date = Changed
qt-kind-drive = Disk
qt-kind-folder = Folder
qt-kind-file = File
qt-kind-file-named = %1 file
qt-kind-link = Link
qt-name-refused = This name cannot be used
qt-name-refused-why = The name “%1” cannot be used. Try a shorter one, without punctuation marks.
qt-exists = %1 is there already. Replace it?
qt-no-folder = %1: there is no such folder. Check its name.
qt-no-file = %1: there is no such file. Check its name.
qt-delete-protected = “%1” is protected from changes. Delete it all the same?
qt-delete-asked = Delete “%1”?

## Menus of fields
qt-undo = Undo
qt-redo = Redo
qt-cut = Cut
qt-copy = Copy
qt-copy-link = Copy the address
qt-paste = Paste
qt-select-all = Select all
qt-clear = Clear
qt-step-up = More
qt-step-down = Less
qt-control-character = Insert a control character

## Scroll bars
qt-scroll-here = Scroll to here
qt-scroll-top = To the top
qt-scroll-bottom = To the end
qt-scroll-left-edge = To the left edge
qt-scroll-right-edge = To the right edge
qt-scroll-page-up = One page up
qt-scroll-page-down = One page down
qt-scroll-page-left = One page left
qt-scroll-page-right = One page right
qt-scroll-up = Scroll up
qt-scroll-down = Scroll down
qt-scroll-left = Scroll left
qt-scroll-right = Scroll right

## What a screen reader says of controls
qt-press = Press
qt-press-what = Presses it
qt-increase = Increase
qt-increase-what = Makes the value larger
qt-decrease = Decrease
qt-decrease-what = Makes the value smaller
qt-show-menu = Show the menu
qt-show-menu-what = Shows its menu
qt-set-focus = Go there
qt-set-focus-what = Moves typing there
qt-toggle = Switch
qt-toggle-what = Switches it on or off
qt-next-page = Next page
qt-next-page-what = Goes on by a page
qt-previous-page = Previous page
qt-previous-page-what = Goes back by a page
qt-open-list = Opens the list of answers
